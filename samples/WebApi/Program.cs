using WebApi;

await using var app = WebApiApp.Create(args);
return await app.RunAlloraAsync().ConfigureAwait(false);
