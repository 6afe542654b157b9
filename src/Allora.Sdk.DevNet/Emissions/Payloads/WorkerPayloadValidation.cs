using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Payloads;

/// <summary>What a worker's bundle must be in itself, before the state is asked. In the chain's order.</summary>
internal static class WorkerPayloadValidation
{
    private const string File = "allora-network/allora-chain@v0.17.0/x/emissions/types/validations.go:";

    public static void Require(InputWorkerDataBundle? bundle, DevNetSchema schema, long height)
    {
        try
        {
            if (schema == DevNetSchema.V9)
                RequireContent(bundle);
            Validate(bundle ?? throw ChainErrors.InvalidRequest("worker data bundle cannot be nil", File + "370"), schema);
        }
        catch (ChainException refusal) when (schema == DevNetSchema.V9)
        {
            var conversion = refusal.Message.StartsWith("failed to convert", StringComparison.Ordinal);
            throw refusal.Wrap($"Worker bad data format for block: {height}{(conversion ? "" : ": failed to validate worker data bundle")}");
        }
        catch (ChainException refusal)
        {
            throw refusal.Wrap("Error validating worker data bundle");
        }
    }

    /// <summary>v9 converts the content before it looks at anything else.</summary>
    private static void RequireContent(InputWorkerDataBundle? bundle)
    {
        if (bundle?.InferenceForecastsBundle is { Inference: null, Forecast: null })
        {
            throw ChainErrors.InvalidRequest(
                "failed to convert inference forecasts bundle: failed to validate inference forecast bundle: inference and forecast cannot both be nil", File + "272");
        }
    }

    private static void Validate(InputWorkerDataBundle bundle, DevNetSchema schema)
    {
        if (!ChainAddress.IsValid(bundle.Worker))
            throw ChainErrors.InvalidAddress("invalid worker address", File + "374");
        if (bundle.Nonce is null)
            throw ChainErrors.InvalidRequest("worker data bundle nonce cannot be nil", File + "378");
        if (bundle.Nonce.BlockHeight < 0)
        {
            throw ChainErrors.InvalidType(
                "worker data bundle nonce is invalid: nonce block height is invalid: block height must be greater than or equal to 0", File + "103");
        }

        if (bundle.Nonce.BlockHeight == 0 && schema == DevNetSchema.V10)
            throw ChainErrors.InvalidType("worker data bundle nonce block height must be greater than 0", File + "383");
        if (bundle.Pubkey.Length == 0)
            throw ChainErrors.InvalidRequest("public key cannot be empty", File + "389");
        if (bundle.InferencesForecastsBundleSignature.IsEmpty)
            throw ChainErrors.InvalidRequest("signature cannot be empty", File + "399");
        var content = bundle.InferenceForecastsBundle
            ?? throw ChainErrors.InvalidRequest("inference and forecasts bundle cannot be nil", File + "403");
        if (content.Inference is null && content.Forecast is null)
            throw ChainErrors.InvalidRequest("inference and forecast cannot both be nil", File + "407");
        var key = PublicKey(bundle.Pubkey);
        var signer = key is null ? "" : ChainAddress.FromPublicKey(key);
        if (content.Inference is { } inference)
            Validate(inference, bundle, signer);
        if (content.Forecast is { } forecast)
            Validate(forecast, bundle, signer);
        if (key is null || !Signatures.Verify(key, BoundedDecimals.Reencode(content), bundle.InferencesForecastsBundleSignature.Span))
            throw ChainErrors.Unauthorized("signature verification failed", File + "462");
    }

    private static void Validate(InputInference inference, InputWorkerDataBundle bundle, string signer)
    {
        RequireContents("inference", inference.TopicId, inference.BlockHeight, inference.Inferer);
        RequireSame("Inference.Inferer", inference.Inferer, bundle, signer, 415);
        if (inference.BlockHeight != bundle.Nonce.BlockHeight)
        {
            throw ChainErrors.InvalidRequest(
                $"inference block height {inference.BlockHeight} does not match bundle block height {bundle.Nonce.BlockHeight}", File + "428");
        }

        if (inference.TopicId != bundle.TopicId)
            throw ChainErrors.InvalidRequest($"inference topic id {inference.TopicId} does not match bundle topic id {bundle.TopicId}", File + "424");
    }

    private static void Validate(InputForecast forecast, InputWorkerDataBundle bundle, string signer)
    {
        RequireContents("forecast", forecast.TopicId, forecast.BlockHeight, forecast.Forecaster);
        if (forecast.ForecastElements.Count == 0)
            throw ChainErrors.InvalidRequest("forecast contents are invalid: forecast must contain at least one forecast element", File + "290");
        RequireSame("Forecast.Forecaster", forecast.Forecaster, bundle, signer, 437);
        if (forecast.BlockHeight != bundle.Nonce.BlockHeight)
        {
            throw ChainErrors.InvalidRequest(
                $"forecast block height {forecast.BlockHeight} does not match bundle block height {bundle.Nonce.BlockHeight}", File + "450");
        }

        if (forecast.TopicId != bundle.TopicId)
            throw ChainErrors.InvalidRequest($"forecast topic id {forecast.TopicId} does not match bundle topic id {bundle.TopicId}", File + "446");
    }

    private static void RequireContents(string what, ulong topicId, long height, string actor)
    {
        if (topicId == 0)
            throw ChainErrors.InvalidType($"{what} contents are invalid: topic id is invalid: topic id zero is reserved", File + "111");
        if (height < 0)
            throw ChainErrors.InvalidType($"{what} contents are invalid: block height is invalid: block height must be greater than or equal to 0", File + "103");
        if (!ChainAddress.IsValid(actor))
            throw ChainErrors.InvalidAddress($"{what} contents are invalid: address is invalid", File + "127");
    }

    private static void RequireSame(string what, string actor, InputWorkerDataBundle bundle, string signer, int line)
    {
        if (actor != signer)
            throw ChainErrors.Unauthorized($"{what} {actor} does not match pubkey {signer}", File + line);
        if (actor != bundle.Worker)
            throw ChainErrors.Unauthorized($"{what} {actor} does not match worker address {bundle.Worker}", File + (line + 5));
    }

    private static byte[]? PublicKey(string hex)
    {
        try
        {
            var key = Convert.FromHexString(hex);
            return Signatures.IsPublicKey(key) ? key : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
