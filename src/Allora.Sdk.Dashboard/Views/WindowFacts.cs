using System.Globalization;
using Allora.Sdk.Dashboard.History;
using Allora.Sdk.Values;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>The facts of a window, those that are known.</summary>
internal static class WindowFacts
{
    public static IReadOnlyList<FactView> Of(WindowRecord record)
    {
        var result = record.Result;
        var facts = new List<FactView>();
        Add("block time of the nonce", Shown.Time(result.BlockTime));
        Add("window open until", result.WindowEnd > 0 ? FormattableString.Invariant($"block {result.WindowEnd}") : null);
        Add("note of the model", result.Note);
        Add("fallback", result.Fallback is { } fallback ? $"{fallback.Policy}: {fallback.Why}" : null);
        Add("transaction", result.TransactionHash);
        Add("sent by another", result.IsRelayed ? "yes: another sender submitted the bundle that was signed here, and paid" : null);
        AddAmount("fee offered and taken", result.Fee);
        AddAmount("fee that the chain required", result.FeeNeeded);
        AddAmount("fees burned by failed attempts", result.FeesBurned == UAllo.Zero ? null : result.FeesBurned);
        Add("gas used", result.GasUsed?.ToString(CultureInfo.InvariantCulture));
        Add("attempts to send", result.Attempts > 0 ? result.Attempts.ToString(CultureInfo.InvariantCulture) : null);
        Add("stage", result.Stage.ToString());
        Add("the chain's error", result.ChainError?.ToString());
        foreach (var followUp in record.FollowUps)
        {
            var of = record.FollowUps.Count > 1 ? $" ({followUp.Actor})" : "";
            Add($"score{of}", followUp.Score?.ToString());
            Add($"moving average of scores{of}", followUp.EmaScore?.ToString());
            if (Shown.Reward(followUp.Reward) is { } reward)
                facts.Add(new FactView($"reward{of}", reward.Short, reward.Exact));
        }

        Add("rank", record.Rank is { } rank ? FormattableString.Invariant($"{rank} of {record.Ranked}") : null);
        return facts;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                facts.Add(new FactView(name, Shown.Text(value)!));
        }

        void AddAmount(string name, UAllo? amount)
        {
            if (Shown.Amount(amount) is { } shown)
                facts.Add(new FactView(name, shown.Short, shown.Exact));
        }
    }
}
