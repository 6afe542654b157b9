using System.Runtime.InteropServices;
using Secp256k1Net;

namespace Allora.Sdk.Native;

/// <summary>The result of loading the library: a tested curve, or a message about the fault.</summary>
internal sealed class LoadedCurve
{
    private LoadedCurve(NativeSecp256k1? curve, string? problem, Exception? cause) => (Curve, Problem, Cause) = (curve, problem, cause);

    public NativeSecp256k1? Curve { get; }

    public string? Problem { get; }

    public Exception? Cause { get; }

    /// <summary>Loads the library. Never throws, since a fault would recur at every call.</summary>
    public static LoadedCurve Open(Func<Secp256k1> load)
    {
        try
        {
            var curve = new NativeSecp256k1(load());
            return KnownAnswer.IsGivenBy(curve) ? new LoadedCurve(curve, null, null) : Failed("its signature of a known key is wrong", null);
        }
        catch (Exception failure)
        {
            // Secp256k1.Net throws Exception itself if it finds no file.
            return Failed(Describe(failure), failure);
        }
    }

    /// <exception cref="AlloraException">There is no curve; the message has the cause and the remedy.</exception>
    public NativeSecp256k1 Require() => Curve ?? throw new AlloraException(
        AlloraErrorReason.NativeCodeUnavailable,
        isTransient: false,
        $"{Problem}; keep the library that 'dotnet publish -r {RuntimeInformation.RuntimeIdentifier}' writes next to the program, or create the wallet without a native curve",
        Cause);

    private static string Describe(Exception failure) => failure switch
    {
        EntryPointNotFoundException => "its version lacks functions",
        DllNotFoundException or BadImageFormatException => "the file is damaged, or for another machine type",
        IOException or UnauthorizedAccessException => "its file cannot be read",
        _ => "it was not found",
    };

    private static LoadedCurve Failed(string why, Exception? cause) => new(
        null,
        $"The native library libsecp256k1 cannot be used on {RuntimeInformation.RuntimeIdentifier}: {why}",
        cause);
}
