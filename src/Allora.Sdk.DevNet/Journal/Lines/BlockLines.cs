using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;

namespace Allora.Sdk.DevNet.Journal.Lines;

/// <summary>What a journal tells of a block: its time, its transactions, and the windows that it opened and closed.</summary>
internal static class BlockLines
{
    private static readonly (string Ending, string Kind, string Role)[] Windows =
    [
        (".EventWorkerSubmissionWindowOpened", "window_opened", "worker"),
        (".EventWorkerSubmissionWindowClosed", "window_closed", "worker"),
        (".EventReputerSubmissionWindowOpened", "window_opened", "reputer"),
        (".EventReputerSubmissionWindowClosed", "window_closed", "reputer"),
    ];

    public static void Write(ChainJournal journal, CommittedBlock block)
    {
        journal.Write("block", block.Height, writer =>
        {
            writer.WriteString("time", block.Time.ToString("O", CultureInfo.InvariantCulture));
            writer.WriteNumber("txs", block.Transactions.Count);
        });
        foreach (var tx in block.Transactions)
            TransactionLines.Committed(journal, tx);
        foreach (var happened in block.BlockEvents)
        {
            foreach (var (ending, kind, role) in Windows)
            {
                if (happened.Type.EndsWith(ending, StringComparison.Ordinal))
                    journal.Write(kind, block.Height, writer => Window(writer, role, happened));
            }
        }
    }

    private static void Window(Utf8JsonWriter writer, string role, AbciEvent happened)
    {
        writer.WriteString("role", role);
        Number(writer, "topic", happened, "topic_id");
        Number(writer, "nonce", happened, "nonce_block_height");
        Number(writer, "end", happened, "window_end_block");
    }

    private static void Number(Utf8JsonWriter writer, string name, AbciEvent happened, string attribute)
    {
        if (happened.Attributes.FirstOrDefault(pair => pair.Key == attribute) is { } found)
            writer.WriteNumber(name, long.Parse(found.Value.Trim('"'), CultureInfo.InvariantCulture));
    }
}
