import { ApiError, Unreachable } from './rest';
import { Lost, Refused } from '../connection/socket';
import { ErrorCode } from '../wire/wire';

/** What people are told. The server's own text is for developers. */
const WORDS: Partial<Record<keyof typeof ErrorCode, string>> = {
  BAD_FIELD: 'Something in here is not as it should be.',
  TEXT_EMPTY: 'There is nothing written here yet.',
  TEXT_TOO_LONG: 'This is too long.',
  FRAME_TOO_LARGE: 'This is too long.',
  BODY_TOO_LARGE: 'This is too long.',
  NOT_A_MEMBER: 'You are not in this conversation.',
  SESSION_REVOKED: 'You have been signed out.',
  BAD_CREDENTIALS: 'The username or the password is wrong.',
  REFRESH_TOKEN_REUSED: 'You have been signed out. Please sign in again.',
  BLOCKED: 'One of you has blocked the other.',
  CONVERSATION_NOT_FOUND: 'There is no such conversation.',
  USER_NOT_FOUND: 'There is no such person.',
  USERNAME_TAKEN: 'This username is taken.',
  TOO_MANY_MEMBERS: 'These are too many people for one group.',
  MEDIA_NOT_FOUND: 'This file is gone.',
  MEDIA_TOO_LARGE: 'This file is too large.',
  PICTURE_TOO_LARGE: 'This picture is too large.',
  MEDIA_UNREADABLE: 'This file is broken.',
  MEDIA_QUOTA_EXCEEDED: 'You have no room for more files.',
  MEDIA_STORE_UNAVAILABLE: 'Files are away for the moment. Messages still work.',
  TOO_MANY_ATTACHMENTS: 'These are too many files for one message.',
  STORY_NOT_FOUND: 'This story is over.',
  TOO_MANY_SAVED_SEARCHES: 'You keep as many searches as you can.',
  SAVED_SEARCH_NOT_FOUND: 'This search is not kept any more.',
  TOO_MANY_REQUESTS: 'That was a bit fast. Please wait a moment.',
  OVERLOADED: 'The server is busy. Please try again in a moment.',
  DATABASE_UNAVAILABLE: 'The server is busy. Please try again in a moment.',
  SEARCH_UNAVAILABLE: 'Search is away for the moment. Messages still work.',
  DRAINING: 'The server is restarting. Please try again in a moment.',
};

const BY_CODE: ReadonlyMap<number, string> = new Map(
  (Object.keys(WORDS) as (keyof typeof ErrorCode)[]).map((name) => [ErrorCode[name], WORDS[name] ?? '']),
);

export function wordsFor(code: number): string {
  return BY_CODE.get(code) ?? `Something went wrong (${code}).`;
}

export function wordsOf(cause: unknown): string {
  if (cause instanceof ApiError || cause instanceof Refused) return wordsFor(cause.code);
  if (cause instanceof Unreachable || cause instanceof Lost) return 'The server cannot be reached.';
  return wordsFor(ErrorCode.INTERNAL);
}
