using System.Globalization;
using System.Text.RegularExpressions;
using Allora.Sdk.DevNet.Tests.Recorded.Queries;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Compares captured replies with ours by value. What belongs to one chain alone, or follows from the gas, is named here.</summary>
internal sealed partial class ReplyValues(Cast cast)
{
    // Gas is a model of the chain's, and what is paid back of a fee follows from it, at the price of the captures.
    private const double Tolerance = 0.05;
    private const double GasPrice = 10;

    /// <summary>Fields that are not compared: those of the queries, and transactions as bytes.</summary>
    public static readonly IReadOnlyList<string> Exceptions = [.. QueryComparison.Exceptions, "txs"];

    /// <summary>
    /// Values of captures that only their chain's earlier history explains (what is minted follows from the stake at its start), or its node's settings.
    /// Without a field: the whole capture.
    /// </summary>
    public static readonly IReadOnlyList<string> OfEarlierHistory =
    [
        "balance-at-height/amount", "rest-balance-at-height/amount", "txs-by-sender/total", "rest-txs-search", "rpc-tx-search",
        "rpc-block-results-with-payload/value", "rpc-block-results-window-opens/value", "rest-node-config/minimumGasPrice",
        "rpc-status/id", "rpc-status/address", "rpc-status/value",
    ];

    private readonly ValueTranslation _translation = new(cast);

    public int Equal { get; private set; }

    public int ByGas { get; private set; }

    public int Excepted { get; private set; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $", {Equal} values equal, {ByGas} within 5 % as gas, {Excepted} excepted");

    public IEnumerable<string> Differences(string name, IMessage captured, IMessage ours) => Differences(name, FlatReply.Of(captured), FlatReply.Of(ours));

    public IEnumerable<string> Differences(string name, SortedDictionary<string, string> theirs, SortedDictionary<string, string> own)
    {
        foreach (var (path, value) in theirs.Where(static pair => !IsBuild(pair.Key)))
        {
            if (!own.TryGetValue(path, out var given))
                yield return $"{path} is missing, captured {value}";
            else if (given == Expected(theirs, path))
                Equal++;
            else if (IsNear(theirs, path, given))
                ByGas++;
            else if (IsException(path) || IsSignature(theirs, path) || OfEarlierHistory.Contains($"{name}/{Field(path)}"))
                Excepted++;
            else
                yield return $"{path} is {given}, captured {Expected(theirs, path)}";
        }

        foreach (var path in own.Keys.Where(path => !theirs.ContainsKey(path) && !IsBuild(path)))
            yield return $"{path} is {own[path]}, not captured";
    }

    /// <summary>Whether a text is the captured one: gas in it within the tolerance, places in the source aside.</summary>
    public bool IsSame(string captured, string ours)
    {
        captured = Place().Replace(_translation.Text(captured), "");
        ours = Place().Replace(ours, "");
        var (theirs, own) = (GasIn().Match(captured), GasIn().Match(ours));
        if (theirs.Success && own.Success && Math.Abs(Number(theirs) - Number(own)) <= Tolerance * Number(theirs))
            (captured, ours) = (GasIn().Replace(captured, "gas"), GasIn().Replace(ours, "gas"));
        return captured == ours;
    }

    private string Expected(SortedDictionary<string, string> theirs, string path)
    {
        var parts = path.Split('/');
        var name = path.Contains("/attributes[", StringComparison.Ordinal) && path.EndsWith("/value", StringComparison.Ordinal) ? theirs[path[..^"value".Length] + "key"] : Field(path);
        return _translation.Of(name, parts.Length > 1 ? Index().Replace(parts[^2], "") : "", theirs[path]);
    }

    // Versions of the Go modules that the node was built from.
    private static bool IsBuild(string path) => path.Contains("/buildDeps", StringComparison.Ordinal);

    private static bool IsException(string path) =>
        !path.Contains("/attributes[", StringComparison.Ordinal) && path.Split('/').Any(static part => part != "gasUsed" && QueryComparison.IsException(Index().Replace(part, ""), Exceptions));

    private static bool IsSignature(SortedDictionary<string, string> reply, string path) =>
        path.EndsWith("/value", StringComparison.Ordinal) && reply.TryGetValue(path[..^"value".Length] + "key", out var name) && name == "signature";

    private bool IsNear(SortedDictionary<string, string> theirs, string path, string given)
    {
        if (Field(path) == "gasUsed")
            return Math.Abs(Parse(theirs[path]) - Parse(given)) <= Tolerance * Parse(theirs[path]);
        if (!path.Contains("/attributes[", StringComparison.Ordinal))
            return IsSame(theirs[path], given);
        if (!theirs[path].EndsWith("uallo", StringComparison.Ordinal) || !given.EndsWith("uallo", StringComparison.Ordinal))
            return false;
        // Events of a block itself have no gas.
        if (path.IndexOf("/events[", StringComparison.Ordinal) is not (>= 0 and var end))
            return false;
        var reply = path[..end];
        return theirs.TryGetValue(reply + "/gasUsed", out var gas)
            && Math.Abs(Parse(theirs[path][..^"uallo".Length]) - Parse(given[..^"uallo".Length])) <= Tolerance * GasPrice * Parse(gas);
    }

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    private static double Number(Match gas) => Parse(gas.Groups[1].Value);

    private static string Field(string path) => Index().Replace(path[(path.LastIndexOf('/') + 1)..], "");

    [GeneratedRegex(@"\[\d+\]$")]
    private static partial Regex Index();

    [GeneratedRegex(@"(?:with gas used: '|gasUsed: |minGasPrice: [^ ]+, gas: )(\d+)")]
    private static partial Regex GasIn();

    [GeneratedRegex(@" \[[^\[\]]*\.go:\d+\]")]
    private static partial Regex Place();
}
