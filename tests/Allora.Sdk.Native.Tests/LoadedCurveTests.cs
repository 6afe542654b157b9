using Allora.Sdk.Wallets;

namespace Allora.Sdk.Native.Tests;

/// <summary>A library that cannot be used is one sentence, with what to do about it.</summary>
public class LoadedCurveTests
{
    public static TheoryData<Exception, string> Failures => new()
    {
        // As Secp256k1.Net says that it found no file.
        { new InvalidOperationException("Platform can be supported but 'secp256k1' lib not found for LINUX; X64 at:\n/a\n/b"), "it was not found" },
        { new DllNotFoundException("Unable to load shared library '/app/libsecp256k1.so' or one of its dependencies.\nfile too short"), "the file is damaged, or for another machine type" },
        { new BadImageFormatException(), "the file is damaged, or for another machine type" },
        { new UnauthorizedAccessException("Access to the path '/app/libsecp256k1.so' is denied."), "its file cannot be read" },
        { new EntryPointNotFoundException("secp256k1_musig_nonce_gen"), "its version lacks functions" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Each_way_to_fail_has_its_words(Exception failure, string words)
    {
        var loaded = LoadedCurve.Open(() => throw failure);
        Assert.Null(loaded.Curve);
        var thrown = Assert.Throws<AlloraException>(loaded.Require);
        Assert.Equal((AlloraErrorReason.NativeCodeUnavailable, false, failure), (thrown.Reason, thrown.IsTransient, thrown.InnerException));
        Assert.StartsWith(loaded.Problem!, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
        Assert.Contains($"libsecp256k1 cannot be used on {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}: {words}", loaded.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_known_answer_is_that_of_managed_code() => Assert.True(KnownAnswer.IsGivenBy(ManagedSecp256k1.Instance));

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void A_library_that_computes_wrongly_is_found_out(bool key, bool signature, bool verdict) =>
        Assert.False(KnownAnswer.IsGivenBy(new Wrong { Key = key, Signature = signature, Verdict = verdict }));

    private sealed class Wrong : ISecp256k1
    {
        public bool Key { get; init; }

        public bool Signature { get; init; }

        public bool Verdict { get; init; }

        public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
        {
            var done = ManagedSecp256k1.Instance.TryGetPublicKey(privateKey, publicKey);
            publicKey[5] ^= (byte)(Key ? 1 : 0);
            return done;
        }

        public void Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> hash, Span<byte> signature)
        {
            ManagedSecp256k1.Instance.Sign(privateKey, hash, signature);
            signature[5] ^= (byte)(Signature ? 1 : 0);
        }

        public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) =>
            ManagedSecp256k1.Instance.Verify(publicKey, hash, signature) && !Verdict;
    }
}
