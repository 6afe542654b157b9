using System.Globalization;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>What a topic's message must hold in itself, in the chain's order and words, which differ by schema.</summary>
internal static class TopicRules
{
    private const string Types = "allora-network/allora-chain@v0.17.0/x/emissions/types/";
    private const ulong MaxLabels = 1024;

    private static readonly Dec Hundred = Dec.Parse("100");
    private static readonly Dec LargestTolerance = Dec.Parse("0.01");

    public static void Require(Execution run, CreateNewTopicRequest message)
    {
        var longest = run.State.Emissions.Params.MaxStringLength;
        RequireLoss(message.LossMethod, longest);
        if (message.EpochLength < 1)
            throw Invalid("epoch length must be greater than zero");
        if (message.WorkerSubmissionWindow < 1)
            throw Invalid("worker submission window must be greater than zero");
        if (message.GroundTruthLag < message.EpochLength)
            throw Invalid("ground truth lag cannot be lower than epoch length");
        if (message.WorkerSubmissionWindow > message.EpochLength)
            throw Invalid("worker submission window cannot be higher than epoch length");
        RequireNumbers(run, message.AlphaRegret, message.PNorm, message.CNorm);
        if (OpenDecimal.Parse(message.Epsilon) is var epsilon && (!epsilon.IsAbove(Dec.Zero) || !epsilon.IsFinite))
            throw Invalid("epsilon must be greater than 0");
        RequireMetadata(message.Metadata, longest);
        RequireMerit(run, message.MeritSortitionAlpha);
        RequireQuantile(run, "inferer", message.ActiveInfererQuantile);
        RequireQuantile(run, "forecaster", message.ActiveForecasterQuantile);
        RequireQuantile(run, "reputer", message.ActiveReputerQuantile);
        if (run.State.Schema == DevNetSchema.V9)
            return;
        RequireOutput(message);
        RequireMaxLabels(message.MaxLabelsPerSubmission);
        RequireListSize(run, message.LabelWhitelist.Count);
    }

    public static void Require(Execution run, UpdateTopicRequest message)
    {
        var longest = run.State.Emissions.Params.MaxStringLength;
        RequireLoss(message.LossMethod, longest);
        RequireNumbers(run, message.AlphaRegret, message.PNorm, message.CNorm);
        RequireMetadata(message.Metadata, longest);
        RequireMerit(run, message.MeritSortitionAlpha);
        if (!OpenDecimal.Parse(message.LabelDefaultValue).IsFinite)
            throw Invalid("label_default_value is invalid");
        RequireMaxLabels(message.MaxLabelsPerSubmission);
        RequireListSize(run, message.LabelWhitelist.Count);
    }

    private static void RequireLoss(string loss, ulong longest)
    {
        if (loss.Length == 0 || (ulong)loss.Length > longest)
            throw Invalid("loss method invalid");
    }

    private static void RequireMetadata(string metadata, ulong longest)
    {
        if ((ulong)metadata.Length > longest)
            throw Invalid("metadata invalid");
    }

    private static void RequireNumbers(Execution run, string alphaRegret, string pNorm, string cNorm)
    {
        if (OpenDecimal.Parse(alphaRegret) is var alpha && (!alpha.IsAbove(Dec.Zero) || alpha.IsAbove(Dec.One) || !alpha.IsFinite))
            throw Invalid("alpha regret must be greater than 0 and less than or equal to 1");
        var (least, most) = TopicBounds.PNorm(run.State.Schema);
        if (OpenDecimal.Parse(pNorm) is var norm && (!norm.IsNotOutside(least, most) || !norm.IsFinite))
            throw Invalid($"p-norm must be between {least} and {most}");
        if (OpenDecimal.Parse(cNorm) is var c && (!c.IsNotOutside(-Hundred, Hundred) || !c.IsFinite))
            throw Invalid("c_norm must be between -100 and 100");
    }

    private static void RequireMerit(Execution run, string text)
    {
        var merit = OpenDecimal.Parse(text);
        if (merit.IsBelow(Dec.Zero) || merit.IsAtLeast(Dec.One))
        {
            throw Invalid(run.State.Schema == DevNetSchema.V9
                ? "merit sortition alpha must be between 0 and 1 inclusive"
                : "merit sortition alpha must be greater than or equal to 0 and less than 1");
        }
    }

    private static void RequireQuantile(Execution run, string role, string text)
    {
        var quantile = OpenDecimal.Parse(text);
        // The words are the same in both schemas, though v9 takes no 1.
        var tooLarge = run.State.Schema == DevNetSchema.V9 ? quantile.IsAtLeast(Dec.One) : quantile.IsAbove(Dec.One);
        if (quantile.IsBelow(Dec.Zero) || tooLarge)
            throw Invalid($"active {role} quantile must be between 0 and 1 inclusive");
    }

    private static void RequireOutput(CreateNewTopicRequest message)
    {
        if (message.TopicType is not (TopicType.Regression or TopicType.Classification))
            throw Type("topic_type is invalid");
        if (message.OutputArity is not (TopicOutputArity.Single or TopicOutputArity.Multi))
            throw Type("output_arity is invalid");
        if (message.OutputArity == TopicOutputArity.Single && message.RequireUnity)
            throw Type("topic require_unity MUST be false when output_arity is SINGLE");
        if (message.RequireUnity && OpenDecimal.Parse(message.UnityTolerance) is var tolerance && (tolerance.IsNaN || !tolerance.IsNotOutside(Dec.Zero, LargestTolerance)))
            throw Type($"unity_tolerance must be in (0, {LargestTolerance}] when require_unity is true");
        var missing = OpenDecimal.Parse(message.LabelDefaultValue);
        if (TopicDecimals.Wrong(missing) is { } why)
            throw Type($"topic label_default_value is invalid: {why}");
        if (message.RequireUnity && !missing.IsZero)
            throw Type("topic label_default_value must be zero when require_unity is true");
    }

    private static void RequireMaxLabels(ulong most)
    {
        if (most < 1)
            throw Invalid("max labels per submission must be >= 1, got 0: value must be greater than 0");
        if (most > MaxLabels)
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"max labels per submission must be <= {MaxLabels}, got {most}: invalid value"));
    }

    private static void RequireListSize(Execution run, int size)
    {
        var most = run.State.Emissions.Params.MaxTopicLabelWhitelistSize;
        if (most > 0 && (ulong)size > most)
            throw Invalid($"topic label whitelist size {size} exceeds maximum {most}: invalid value");
    }

    private static ChainException Invalid(string what) => ChainErrors.InvalidRequest(what, Types + "validations.go:1400");

    private static ChainException Type(string what) => ChainErrors.InvalidType(what, Types + "validations.go:1116");
}
