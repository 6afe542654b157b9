using Topic67.Competition;

return await CompetitionCommand.Create(Console.Out).Parse(args).InvokeAsync();
