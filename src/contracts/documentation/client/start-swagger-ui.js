/** Starts Swagger UI on its page; a file of its own because the page's policy allows no script in the markup. */
globalThis.SwaggerUIBundle({
  url: '/api/v1/schema/',
  dom_id: '#document',
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // A token stays on the page that it was put into.
  persistAuthorization: false,
  // By default the document's address goes to a validator on another origin.
  validatorUrl: null,
});
