using WebApiApp;

await using var app = await App.CreateAsync(args);
return await App.RunAsync(app);
