using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Losses;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;

namespace Allora.Cli.Topics.Weighing;

/// <summary>Compares what the chain says with what comes out, and counts.</summary>
internal sealed class WeighCheck
{
    // Amounts are products and quotients of 34 digits: their proportions agree to a few less.
    private static readonly Dec Tolerance = Dec.Parse("1E-25");

    private readonly List<WeighDifference> _differences = [];
    private readonly List<string> _unchecked = [];

    public IReadOnlyList<WeighDifference> Differences => _differences;

    public IReadOnlyList<string> Unchecked => _unchecked;

    public int Compared { get; private set; }

    public void Skip(string why) => _unchecked.Add(why);

    /// <summary>Losses entry by entry, by name.</summary>
    public void Losses(LossBundle told, LossBundle computed) => Compare(LossReader.Values(told), LossReader.Values(computed));

    public void Scores(WeighedRole role, IEnumerable<WorkerValue> told, IEnumerable<WorkerValue> computed)
    {
        var what = $"{role.ToString().ToLowerInvariant()}'s score";
        Compare(told.Select(one => (what, (string?)one.Worker, one.Value)), computed.Select(one => (what, (string?)one.Worker, one.Value)));
    }

    /// <summary>Amounts paid must be to each other as the shares are: the sum they come from is not told. Less than 1 uallo is not paid.</summary>
    public void Payments(WeighedRole role, IReadOnlyDictionary<string, Dec> paid, IReadOnlyList<WorkerValue> shares)
    {
        if (paid.Count == 0 || shares.Count == 0)
            return;
        var largest = shares.MaxBy(static one => one.Value);
        if (!paid.TryGetValue(largest.Worker, out var reference) || largest.Value.IsZero)
        {
            Differ($"{role.ToString().ToLowerInvariant()}'s reward", largest.Worker, "nothing", $"the largest share, {largest.Value}");
            return;
        }

        foreach (var (worker, share) in shares)
        {
            Compared++;
            var due = reference * share / largest.Value;
            var got = paid.GetValueOrDefault(worker);
            if (got.IsZero ? due >= Dec.One : (got - due).Abs() > Tolerance * due)
                Differ($"{role.ToString().ToLowerInvariant()}'s reward", worker, got.ToString(), due.ToString());
        }

        foreach (var (worker, amount) in paid.Where(one => shares.All(share => share.Worker != one.Key)))
            Differ($"{role.ToString().ToLowerInvariant()}'s reward", worker, amount.ToString(), "nothing");
    }

    private void Compare(IEnumerable<(string What, string? Address, Dec Value)> told, IEnumerable<(string What, string? Address, Dec Value)> computed)
    {
        var expected = new Dictionary<(string, string), Dec>();
        foreach (var (what, address, value) in computed)
            expected.TryAdd((what, address ?? ""), value);
        foreach (var (what, address, value) in told)
        {
            Compared++;
            if (!expected.Remove((what, address ?? ""), out var own))
                Differ(what, address, value.ToString(), "nothing");
            else if (!value.HasSameText(own))
                Differ(what, address, value.ToString(), own.ToString());
        }

        foreach (var ((what, address), value) in expected)
        {
            Compared++;
            Differ(what, address.Length == 0 ? null : address, "nothing", value.ToString());
        }
    }

    private void Differ(string what, string? address, string chain, string computed) => _differences.Add(new WeighDifference(what, address, chain, computed));
}
