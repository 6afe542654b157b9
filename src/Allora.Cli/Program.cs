using Allora.Cli.Commands;
using Allora.Cli.Running;

return await Entry.RunAsync(AlloraCommand.Create(), args);
