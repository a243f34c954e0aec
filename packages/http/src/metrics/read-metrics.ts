/** Reads a process's metrics, as text for Prometheus. Never throws: what can't be read is left out. */
export type ReadMetrics = () => Promise<{ readonly contentType: string; readonly text: string }>;
