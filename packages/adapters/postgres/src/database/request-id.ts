/**
 * The id of the current request, with the trace it belongs to (the text of the domain's `Cause`); null when the product
 * acts on its own. Deliveries and jobs store it as it is.
 */
export type RequestId = () => string | null;
