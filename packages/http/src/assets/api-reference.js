// Runs in the browser, after swagger-ui-bundle.js: a file of its own, since no page allows scripts within it.
globalThis.SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('reference'),
  deepLinking: true,
  // Nobody else is asked whether the document is right.
  validatorUrl: null,
});
