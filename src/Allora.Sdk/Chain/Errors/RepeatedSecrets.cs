using Grpc.Core;

namespace Allora.Sdk.Chain.Errors;

/// <summary>Removes secrets from failures: gateways repeat the requested address, or the key that they refuse.</summary>
internal static class RepeatedSecrets
{
    /// <summary>The failure itself if it holds none of the secrets; otherwise one with *** in their place.</summary>
    public static RpcException Without(this RpcException failure, IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0)
            return failure;
        var (status, cause) = (failure.Status, failure.Status.DebugException);
        var detail = SafeText.Without(status.Detail, secrets);
        var isCauseClean = cause is null || IsClean(cause.ToString(), secrets);
        return detail == status.Detail && isCauseClean && IsClean(failure.Message, secrets)
            ? failure
            : new RpcException(new Status(status.StatusCode, detail, isCauseClean ? cause : new IOException(SafeText.Without(cause!.Message, secrets))), failure.Trailers);
    }

    private static bool IsClean(string text, IReadOnlyList<string> secrets) => SafeText.Without(text, secrets) == text;
}
