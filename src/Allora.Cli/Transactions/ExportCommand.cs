using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Transactions;

/// <summary>allora tx export: every transaction that an address signed, oldest first, in a CSV file that can be continued.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var chain = new ChainOptions();
        var address = new Argument<string>("ADDRESS") { Description = "The address that signed." };
        var file = new Option<FileInfo>("--csv") { Description = "The file. If it exists, the export continues after its last line.", HelpName = "FILE", Required = true };
        var pageSize = new Option<int>("--page-size") { Description = "Transactions in one query, 1 to 100.", DefaultValueFactory = static _ => 100, HelpName = "COUNT" };
        var pages = new Option<int?>("--pages") { Description = "Ends after this many pages.", HelpName = "COUNT" };
        var command = new Command("export", "Writes an address's transactions into a CSV file, and resumes where it ended.") { address, file, pageSize, pages };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var whose = parsed.GetRequiredValue(address);
            if (!AlloraAddress.IsValid(whose))
                throw new UsageException($"\"{SafeText.Value(whose)}\" is not an address: one starts with allo1");
            if (parsed.GetValue(pageSize) is < 1 or > 100)
                throw new UsageException("--page-size must be between 1 and 100");
            await using var client = chain.Connect(parsed);
            await using var target = CsvFile.Open(parsed.GetRequiredValue(file).FullName);
            var export = new TransactionExport(client, whose, parsed.GetValue(pageSize), parsed.GetValue(pages));
            var before = target.Rows;
            await screen.ProgressAsync("transactions", progress => export.RunAsync(target, progress, cancellationToken));
            screen.Fields(new JsonObject { ["file"] = target.Path, ["resumed_after"] = before, ["written"] = target.Rows - before, ["transactions"] = target.Rows });
            return ExitCodes.Ok;
        });
    }
}
