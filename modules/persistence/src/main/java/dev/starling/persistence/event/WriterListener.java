package dev.starling.persistence.event;

/// Hears how the writers work, to measure it. Called on their event loops.
public interface WriterListener {

  WriterListener NOBODY =
      new WriterListener() {
        @Override
        public void committed(int writes, long nanos) {}

        @Override
        public void answered(long nanos) {}
      };

  /// A batch is committed.
  ///
  /// @param writes messages and actions
  /// @param nanos from its start, with whatever it took to repeat it
  void committed(int writes, long nanos);

  /// A message is stored or refused, an action done or refused.
  ///
  /// @param nanos since it was handed to the writer, so with its time in the queue
  void answered(long nanos);
}
