using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>The decimals of a new topic: read while its message is decoded, and kept in their ranges.</summary>
internal static class TopicDecimals
{
    public static void Decoded(CreateNewTopicRequest message)
    {
        foreach (var (_, text) in All(message))
        {
            if (!Dec.TryParseBounded(text, out _, out var why))
                throw ChainErrors.TxParse(why);
        }
    }

    public static void Require(CreateNewTopicRequest message)
    {
        foreach (var (name, text) in All(message))
        {
            if (Dec.Parse(text) < Dec.Zero)
                throw ChainErrors.InvalidRequest($"{name} cannot be negative", Execute.Unwrapped);
        }

        foreach (var (name, text) in Shares(message))
        {
            if (Dec.Parse(text) > Dec.One)
                throw ChainErrors.InvalidRequest($"{name} must be between 0 and 1", Execute.Unwrapped);
        }
    }

    private static IEnumerable<(string Name, string Text)> Shares(CreateNewTopicRequest message) =>
    [
        ("alpha regret", message.AlphaRegret),
        ("merit sortition alpha", message.MeritSortitionAlpha),
        ("active inferer quantile", message.ActiveInfererQuantile),
        ("active forecaster quantile", message.ActiveForecasterQuantile),
        ("active reputer quantile", message.ActiveReputerQuantile),
    ];

    private static IEnumerable<(string Name, string Text)> All(CreateNewTopicRequest message) =>
    [
        .. Shares(message),
        ("p-norm", message.PNorm),
        ("epsilon", message.Epsilon),
        ("c-norm", message.CNorm),
        ("unity tolerance", message.UnityTolerance),
    ];
}
