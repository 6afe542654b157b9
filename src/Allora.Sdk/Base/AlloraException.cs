using Grpc.Core;

namespace Allora.Sdk;

/// <summary>
/// The base class of this library's exceptions: a request to the chain failed, or a key, a journal or a configuration cannot be used.
/// <see cref="Reason"/> and <see cref="IsTransient"/> help to decide what to do about it.
/// </summary>
public class AlloraException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Why the request failed.</param>
    /// <param name="isTransient">Whether a retry can succeed.</param>
    /// <param name="message">A description of the failure, for people. Control characters in it, as a chain may return them, are escaped.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public AlloraException(AlloraErrorReason reason, bool isTransient, string message, Exception? innerException = null)
        : base(SafeText.OneLine(message ?? ""), innerException)
    {
        Reason = reason;
        IsTransient = isTransient;
    }

    /// <summary>Why the request failed.</summary>
    public AlloraErrorReason Reason { get; }

    /// <summary>Whether a retry can succeed, once the value that the reason names (sequence, fee, gas limit, schema) has been refreshed.</summary>
    public bool IsTransient { get; }

    /// <summary>The chain's own error, if it was returned or could be read from the text; otherwise null.</summary>
    public ChainError? ChainError { get; init; }

    /// <summary>The status of the gRPC call; null if there was no call.</summary>
    internal StatusCode? Status { get; init; }

    /// <summary>The transaction whose outcome is unknown: look it up, or broadcast the same bytes again.</summary>
    public string? TransactionHash { get; internal set; }
}
