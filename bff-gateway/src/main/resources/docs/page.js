// validatorUrl: null, else Swagger UI would show the document to a server elsewhere
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  showExtensions: true,
  validatorUrl: null,
});
