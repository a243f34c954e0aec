/** Names the request at work, or null when the product acts by itself; deliveries keep it for the log. */
export type RequestId = () => string | null;
