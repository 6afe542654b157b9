using WebApi;

await using var app = WebApiApp.Create(args);
await app.RunAsync().ConfigureAwait(false);
