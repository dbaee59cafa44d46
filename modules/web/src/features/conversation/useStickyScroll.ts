import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** This close to an end counts as there. */
const NEAR_END_PX = 60;
const NEAR_TOP_PX = 300;

interface Wanted {
  /** What the first item is, to notice that some came before it. */
  first: number | undefined;
  length: number;
  /** An item to go to, as its data-seq. */
  target: number | undefined;
  /** The beginning of what is here comes near. */
  onTop: () => void;
}

interface StickyScroll {
  ref: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  isAtEnd: boolean;
  toEnd: () => void;
}

/** Keeps to the end while one is there, and to what one reads while more comes before it. */
export function useStickyScroll({ first, length, target, onTop }: Wanted): StickyScroll {
  const ref = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const before = useRef({ first, height: 0, target: undefined as number | undefined });

  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null) return;
    const { first: oldFirst, height, target: reached } = before.current;
    const item = target === undefined || target === reached ? null : box.querySelector(`[data-seq="${target}"]`);
    if (item !== null) {
      item.scrollIntoView({ block: 'center' });
      before.current.target = target;
    } else if (isAtEnd && (target === undefined || target === reached)) {
      box.scrollTop = box.scrollHeight;
    } else if (first !== oldFirst && oldFirst !== undefined) {
      box.scrollTop += box.scrollHeight - height;
    }
    before.current = { ...before.current, first, height: box.scrollHeight };
  }, [first, length, target, isAtEnd]);

  const onScroll = useCallback(() => {
    const box = ref.current;
    if (box === null) return;
    setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX);
    if (box.scrollTop < NEAR_TOP_PX) onTop();
  }, [onTop]);

  const toEnd = useCallback(() => {
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
    setAtEnd(true);
  }, []);

  return { ref, onScroll, isAtEnd, toEnd };
}
