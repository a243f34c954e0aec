/** The id of the current request, or null when the product acts on its own; deliveries store it for the log. */
export type RequestId = () => string | null;
