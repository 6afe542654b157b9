using Allora.Sdk.Encodings.Payloads;

namespace Allora.Sdk.Sending.Bundles;

/// <summary>What was signed for one nonce.</summary>
internal sealed class NonceBundles
{
    private readonly List<SignedBundle> _signed = [];

    public SignedBundle Add(SignedBundle signed)
    {
        _signed.Add(signed);
        return signed;
    }

    public SignedBundle? Newest(string purpose) => _signed.FindLast(signed => signed.Purpose == purpose);

    public string? DigestOf(string part) => _signed.Select(signed => signed.Parts.GetValueOrDefault(part)).FirstOrDefault(static digest => digest is not null);

    /// <summary>The bundle with exactly these parts in this version.</summary>
    public SignedBundle? Find(UnsignedBundle bundle) => _signed.Find(signed =>
        signed.Message.TypeUrl == bundle.TypeUrl && signed.Parts.Count == bundle.Parts.Count && bundle.Parts.All(part => signed.Parts.GetValueOrDefault(part.Key) == part.Value));

    /// <summary>
    /// The part for which something else was signed; null if there is none. The same statement may be signed once more with fewer parts, if the chain has
    /// the others already, and in another version's spelling, after an upgrade: at most one of the two can be accepted, and both state the same.
    /// </summary>
    public string? Conflict(UnsignedBundle bundle) => bundle.Parts.FirstOrDefault(part => DigestOf(part.Key) is { } other && other != part.Value).Key;
}
