/** Reads a process's metrics, as text for Prometheus. Never throws: values that can't be read are left out. */
export type ReadMetrics = () => Promise<{ readonly contentType: string; readonly text: string }>;
