using Topic67.Worker.Commands;

return await Entry.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error).ConfigureAwait(false);
