using System.Globalization;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.PostgreSql.Fleet;

/// <summary>The rules for the specifications of a fleet: bad ones are refused before they are in the store.</summary>
internal static class FleetRules
{
    private const int MaxProvider = 2_048;
    private const int MaxOptions = 65_536;

    /// <exception cref="AlloraException">A rule is broken (<see cref="AlloraErrorReason.InvalidConfiguration"/>).</exception>
    public static void Require(IReadOnlyList<FleetWorker> workers)
    {
        foreach (var worker in workers)
        {
            if (!AlloraAddress.IsValid(worker.Wallet))
                throw Refused($"'{SafeText.Value(worker.Wallet)}' is not an address that starts with allo1");
            if (worker.TopicId is 0 or > long.MaxValue)
                throw Refused(string.Create(CultureInfo.InvariantCulture, $"{worker.Wallet} has the topic {worker.TopicId}: topics begin at 1"));
            if (string.IsNullOrWhiteSpace(worker.Provider) || worker.Provider.Length > MaxProvider || worker.Options.Length > MaxOptions)
                throw Refused($"{worker}: a provider has 1 to {MaxProvider} characters, options have at most {MaxOptions}");
        }

        foreach (var same in workers.GroupBy(static worker => (worker.Wallet, worker.TopicId)))
        {
            if (same.GroupBy(static worker => worker.Role).FirstOrDefault(static role => role.Count() > 1) is { } twice)
                throw Refused($"{twice.First()} is there twice");
            if (same.FirstOrDefault(static worker => worker.Role == FleetRole.InfererAndForecaster) is { } both && same.FirstOrDefault(static worker => worker.Role is FleetRole.Inferer or FleetRole.Forecaster) is { } other)
                throw Refused($"{both} answers each window, and {other} would answer it too: remove one of them");
        }
    }

    private static AlloraException Refused(string why) => new(AlloraErrorReason.InvalidConfiguration, isTransient: false, $"The workers of the fleet cannot be as given: {why}.");
}
