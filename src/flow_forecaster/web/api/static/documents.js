const place = document.getElementById("documents");

SwaggerUIBundle({
  domNode: place,
  url: place.dataset.description,
  deepLinking: true,
  // The validator would be asked over the network.
  validatorUrl: null,
});
