using Topic67.Backtesting;

return BacktestCommand.Create(Console.Out, Console.Error).Parse(args).Invoke();
