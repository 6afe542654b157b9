using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>The decimals of topics' messages: read while a message is decoded, and kept in the chain's spelling.</summary>
internal static class TopicDecimals
{
    /// <summary>Refuses text that is not a decimal. "NaN" is one to the decoder.</summary>
    public static void Decoded(CreateNewTopicRequest message) => Read(
        message.PNorm,
        message.AlphaRegret,
        message.Epsilon,
        message.MeritSortitionAlpha,
        message.ActiveInfererQuantile,
        message.ActiveForecasterQuantile,
        message.ActiveReputerQuantile,
        message.CNorm,
        message.UnityTolerance,
        message.LabelDefaultValue);

    /// <summary>Refuses text that is not a decimal.</summary>
    public static void Decoded(UpdateTopicRequest message) =>
        Read(message.AlphaRegret, message.MeritSortitionAlpha, message.PNorm, message.CNorm, message.LabelDefaultValue);

    /// <summary>The spelling in the state; what was not given is 0.</summary>
    public static string Kept(string text) => OpenDecimal.Parse(text).ToString();

    /// <summary>Why a value cannot be kept, in the chain's words; null if it can.</summary>
    public static string? Wrong(OpenDecimal value) => value.IsNaN ? "value cannot be NaN" : value.IsFinite ? null : "value must be finite";

    private static void Read(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            OpenDecimal.Parse(text);
    }
}
