using System.Globalization;

namespace Allora.TestWorker;

/// <summary>The command line of the test worker.</summary>
internal sealed record TestWorkerSettings(Uri Grpc, Uri Rpc, ulong Topic, string? State, string ChainId, TimeSpan Poll, bool Varies)
{
    public static TestWorkerSettings Parse(string[] args)
    {
        string Get(string name, string? otherwise = null)
        {
            var at = Array.IndexOf(args, name);
            return at >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise ?? throw new ArgumentException($"{name} is missing");
        }

        return new TestWorkerSettings(
            new Uri(Get("--grpc")),
            new Uri(Get("--rpc")),
            ulong.Parse(Get("--topic"), CultureInfo.InvariantCulture),
            Get("--state", "") is { Length: > 0 } state ? state : null,
            Get("--chain-id", "localnet"),
            TimeSpan.FromMilliseconds(int.Parse(Get("--poll", "2000"), CultureInfo.InvariantCulture)),
            args.Contains("--varies"));
    }
}
