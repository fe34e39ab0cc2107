/**
 * Starts Swagger UI. This is a separate file, because the content security policy of the page forbids inline scripts.
 */
globalThis.SwaggerUIBundle({
  url: '/api/v1/schema/',
  dom_id: '#document',
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // Swagger UI must not store a token in the browser.
  persistAuthorization: false,
  // By default Swagger UI sends the document's URL to a validator on another origin.
  validatorUrl: null,
});
