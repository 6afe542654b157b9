using System.Text.RegularExpressions;

namespace Allora.Sdk.DevNet.Tests.Recorded.Queries;

/// <summary>
/// Compares a reply with the recorded one: the same fields, lists of the same length and order, and equal values. What our chain cannot have in
/// common with the recorded one is named here, and what is arithmetic of other inputs is compared by its presence and sign.
/// </summary>
internal sealed partial class QueryComparison
{
    /// <summary>Times, hashes, keys, signatures, names of programs and gas: they differ from chain to chain. A star is for any characters.</summary>
    public static readonly IReadOnlyList<string> Exceptions =
    [
        "*time", "timestamp", "*hash", "proposerAddress", "validatorAddress", "key", "signature*", "moniker", "rpcAddress", "defaultNodeId",
        "buildDeps", "goVersion", "gasUsed",
    ];

    /// <summary>Results of arithmetic and of money's way: compared by value with the recorded epochs, and here by presence and sign.</summary>
    private static readonly HashSet<string> Arithmetic = new(StringComparer.Ordinal)
    {
        "value", "score", "amount", "weight", "effectiveRevenue", "topicStake", "regretStdNorm", "rewardDebt", "feeRevenue", "initialRegret", "coefficient",
        "rewardFraction", "percentageReward", "totalReward", "rewardPerShare", "sum", "initialScore", "inflation", "emissionsPerMonth", "blocksPerMonth",
        "lastWeight", "total", "combinedValue", "naiveValue", "stake", "authority", "alloraRewardsCut", "blockEmission", "circulatingSupply",
        "ecosystemBalance", "ecosystemLocked", "ecosystemMintSupplyRemaining", "emissionPerMonth", "networkStakedTokens", "previousBlockEmission",
        "validatorCut",
    };

    public static bool IsException(string field, IEnumerable<string> exceptions) =>
        exceptions.Any(one => one[0] == '*' ? field.EndsWith(one[1..], StringComparison.OrdinalIgnoreCase)
            : one[^1] == '*' ? field.StartsWith(one[..^1], StringComparison.Ordinal)
            : field == one);

    public int Equal { get; private set; }

    public int BySign { get; private set; }

    public int Excepted { get; private set; }

    public List<string> Differences { get; } = [];

    /// <summary>Replies that have other fields than the recorded one, lists' lengths and what a client signed aside.</summary>
    public List<string> OtherFields { get; } = [];

    public void Compare(string name, SortedDictionary<string, string> recorded, SortedDictionary<string, string> ours, Func<string, string> translate)
    {
        if (!Fields(recorded).SetEquals(Fields(ours)))
            OtherFields.Add($"{name}: {string.Join(", ", Fields(recorded).Except(Fields(ours)))} missing, {string.Join(", ", Fields(ours).Except(Fields(recorded)))} not recorded");
        foreach (var (path, value) in recorded)
        {
            var field = Field(path);
            var exception = path.Split('/', '[').Any(static part => IsException(part, Exceptions));
            if (!ours.TryGetValue(path, out var own))
            {
                if (exception && path.Contains("buildDeps", StringComparison.Ordinal))
                    Excepted++;
                else
                    Differences.Add($"{name}: {path} is missing, recorded {Short(value)}");
            }
            else if (exception)
            {
                Excepted++;
            }
            else if (own == translate(value))
            {
                Equal++;
            }
            else if (Arithmetic.Contains(field) && Sign(own) == Sign(value))
            {
                BySign++;
            }
            else
            {
                Differences.Add($"{name}: {path} is {Short(own)}, recorded {Short(translate(value))}");
            }
        }

        Differences.AddRange(ours.Keys.Where(path => !recorded.ContainsKey(path) && !path.Contains("buildDeps", StringComparison.Ordinal))
            .Select(path => $"{name}: {path} is {Short(ours[path])}, not recorded"));
    }

    public void CompareRefusal(string name, string recorded, string? ours)
    {
        if (ours is not null && ours.EndsWith(recorded, StringComparison.Ordinal))
            Equal++;
        else
            Differences.Add($"{name}: {ours ?? "a reply"}, recorded the refusal {recorded}");
    }

    private static HashSet<string> Fields(SortedDictionary<string, string> reply) =>
        [.. reply.Keys.Where(static path => !Signed().IsMatch(path)).Select(static path => AnyIndex().Replace(path, "[]"))];

    private static string Field(string path) => Index().Replace(path[(path.LastIndexOf('/') + 1)..], "");

    private static int Sign(string number) => number.StartsWith('-') ? -1 : number.Trim('0', '.') is "" or "E" ? 0 : 1;

    private static string Short(string text) => text.Length > 90 ? text[..90] + "..." : text;

    [GeneratedRegex(@"\[\d+\]$")]
    private static partial Regex Index();

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex AnyIndex();

    [GeneratedRegex("/(signerInfos|messages)\\[")]
    private static partial Regex Signed();
}
