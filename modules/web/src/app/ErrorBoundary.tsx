import { Component, type ReactNode } from 'react';

/** What is shown when what should be shown cannot be. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="door">
        <div className="card" role="alert">
          <h1>Something went wrong</h1>
          <p className="hint">Nothing that was sent is lost.</p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Start again
          </button>
        </div>
      </main>
    );
  }
}
