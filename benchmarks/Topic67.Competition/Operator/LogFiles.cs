namespace Topic67.Competition.Operator;

/// <summary>What the worker wrote for its operator to read.</summary>
internal static class LogFiles
{
    private static readonly string[] Patterns = ["events.jsonl*", "predictions.jsonl*", "network.jsonl*", "followups.jsonl*", "worker.log*", "latest.json"];

    /// <summary>All bytes of logs in a state folder, rotated files included.</summary>
    public static long Bytes(string folder) => Patterns.SelectMany(pattern => Directory.GetFiles(folder, pattern)).Sum(file => new FileInfo(file).Length);
}
