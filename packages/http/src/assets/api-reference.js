// Runs in the browser, after swagger-ui-bundle.js. It is a separate file, because no page allows inline scripts.
globalThis.SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('reference'),
  deepLinking: true,
  // No external validator is asked.
  validatorUrl: null,
});
