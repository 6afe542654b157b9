using System.Globalization;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Sending.Bundles;

/// <summary>
/// The signed bundles of a wallet: the one place that signs them. For each part of a nonce (the inference, the forecast, the losses) one statement is
/// ever signed; it is in the journal before its first byte leaves the process, and every later attempt, run or replacement sends the same bytes.
/// </summary>
internal sealed class BundleBook(IAlloraSigner signer, WalletJournal journal, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, SortedList<long, NonceBundles>> _topics = [];

    /// <summary>Reads a bundle of an earlier run.</summary>
    public void Restore(JournalRecord record)
    {
        if (SignedBundle.From(record) is not { } signed)
            return;
        lock (_lock)
            Of(signed.TopicId, signed.Nonce).Add(signed);
    }

    /// <summary>The newest bundle that a purpose has signed for a nonce; null if there is none.</summary>
    public SignedBundle? Find(string purpose, ulong topicId, long nonce)
    {
        lock (_lock)
            return _topics.GetValueOrDefault(topicId)?.GetValueOrDefault(nonce)?.Newest(purpose);
    }

    /// <summary>What was signed for a part of a nonce; null if nothing was.</summary>
    public string? DigestOf(string part, ulong topicId, long nonce)
    {
        lock (_lock)
            return _topics.GetValueOrDefault(topicId)?.GetValueOrDefault(nonce)?.DigestOf(part);
    }

    /// <summary>Gets the signed message of a bundle: the journaled one if there is one, else a new one, journaled first.</summary>
    /// <param name="purpose">The purpose, which names the record.</param>
    /// <param name="bundle">The bundle.</param>
    /// <param name="text">The answer in the chain's spelling, for results after a restart.</param>
    /// <param name="leaves">False if the signed bytes never leave this process: then they are not journaled.</param>
    /// <param name="cancellationToken">Cancels the signing.</param>
    /// <exception cref="AlloraException">Another statement was signed for the nonce (<see cref="AlloraErrorReason.AlreadySigned"/>): nothing was signed.</exception>
    /// <exception cref="JournalException">The bundle could not be journaled: it must not be sent.</exception>
    public async ValueTask<TransactionMessage> SignAsync(string purpose, UnsignedBundle bundle, string text, bool leaves, CancellationToken cancellationToken)
    {
        NonceBundles nonce;
        SignedBundle? signed;
        lock (_lock)
        {
            nonce = Of(bundle.TopicId, bundle.Nonce);
            Require(nonce, bundle);
            signed = nonce.Find(bundle);
        }

        if (signed is null)
        {
            var message = await bundle.SignAsync(signer, cancellationToken).ConfigureAwait(false);
            if (!leaves)
                return message;
            lock (_lock)
            {
                // Another caller may have been faster, or may have signed something else.
                Require(nonce, bundle);
                signed = nonce.Find(bundle) ?? nonce.Add(SignedBundle.Of(purpose, bundle, message, text, time.GetUtcNow()));
            }
        }

        if (leaves && !signed.IsJournaled)
        {
            await journal.AppendAsync(signed.Record, cancellationToken).ConfigureAwait(false);
            signed.IsJournaled = true;
        }

        return signed.Message;
    }

    private NonceBundles Of(ulong topicId, long nonce)
    {
        if (!_topics.TryGetValue(topicId, out var nonces))
            _topics.Add(topicId, nonces = []);
        if (!nonces.TryGetValue(nonce, out var bundles))
        {
            nonces.Add(nonce, bundles = new NonceBundles());
            while (nonces.Count > JournalCompaction.BundlesToKeep)
                nonces.RemoveAt(0);
        }

        return bundles;
    }

    private static void Require(NonceBundles nonce, UnsignedBundle bundle)
    {
        if (nonce.Conflict(bundle) is { } part)
            throw new AlloraException(AlloraErrorReason.AlreadySigned, isTransient: false, string.Create(CultureInfo.InvariantCulture, $"Another {part} of this wallet was signed for nonce {bundle.Nonce} of topic {bundle.TopicId}, and whoever has it can submit it: no second one is signed."));
    }

    /// <summary>What was signed for one nonce.</summary>
    private sealed class NonceBundles
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
}
