/** Where FAL's queue answers for one request. */
export interface RequestAddresses {
  readonly statusUrl: string;
  readonly responseUrl: string;
  readonly cancelUrl: string;
}

/** FAL's queue addresses a request by the first two parts of the endpoint's id (its documentation). */
export function requestAddresses(endpoint: string, requestId: string): RequestAddresses {
  const [owner, alias] = endpoint.split('/');
  const base = `https://queue.fal.run/${owner}/${alias}/requests/${requestId}`;
  return { statusUrl: `${base}/status`, responseUrl: base, cancelUrl: `${base}/cancel` };
}
