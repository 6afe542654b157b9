using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk.Chain;

namespace Allora.Cli.Transactions;

/// <summary>allora tx: one transaction, or all of an address in a file.</summary>
internal static class TxCommand
{
    public static Command Create() => new("tx", "Transactions.") { Show(), ExportCommand.Create() };

    private static Command Show()
    {
        var chain = new ChainOptions();
        var hash = new Argument<string>("HASH") { Description = "The transaction's hash." };
        var command = new Command("show", "Shows a transaction's outcome.") { hash };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            var wanted = parsed.GetRequiredValue(hash).ToUpperInvariant();
            if (wanted.Length != 64 || !wanted.All(char.IsAsciiHexDigit))
                throw new UsageException("HASH must be 64 hexadecimal digits");
            await using var client = chain.Connect(parsed);
            var receipt = await client.GetTransactionAsync(wanted, cancellationToken);
            if (receipt is null)
            {
                await Console.Error.WriteLineAsync($"allora: the node has no transaction {wanted}: it may be pending, never sent, or older than this node's history");
                return ExitCodes.Failed;
            }

            screen.Fields(Shown(receipt));
            return ExitCodes.Ok;
        });
    }

    private static JsonObject Shown(TransactionReceipt receipt) => new()
    {
        ["hash"] = receipt.Hash,
        ["height"] = receipt.Height,
        ["outcome"] = receipt.Error is null ? "succeeded" : "failed",
        ["code"] = receipt.Error?.Code ?? 0,
        ["codespace"] = receipt.Error?.Codespace,
        ["reason"] = receipt.Error?.Reason.ToString(),
        ["log"] = receipt.Error?.Log,
        ["gas_limit"] = receipt.GasWanted,
        ["gas_used"] = receipt.GasUsed,
        ["fee"] = new JsonArray([.. receipt.Fee.Amount.Select(static coin => JsonValue.Create($"{coin.Amount}{coin.Denom}"))]),
        ["events"] = new JsonArray([.. receipt.Events.Select(static emitted => JsonValue.Create(emitted.Type))]),
    };
}
