using System.Collections.Concurrent;
using System.Globalization;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Workers.Answering;

namespace Allora.Sdk.Workers.Loop;

/// <summary>
/// The back-off of a wallet's registrations, one for each topic and role: shared by all workers of the wallet, and kept in its journal, so that
/// neither a second worker nor a restart pays again at once for a registration that a node denies.
/// </summary>
internal sealed class RegistrationAttempts(TimeProvider time)
{
    private const char Separator = ' ';

    private readonly ConcurrentDictionary<(string Purpose, ulong Topic), Backoff> _backoffs = [];

    /// <summary>The back-off for a worker, with the attempts of earlier runs.</summary>
    public static Backoff Of(WorkerServices services)
    {
        var all = services.Session.Attachments.GetOrAdd(() => new RegistrationAttempts(services.Client.Time));
        return all._backoffs.GetOrAdd((services.Role.RegistrationPurpose, services.Options.TopicId), _ => all.Restored(services));
    }

    /// <summary>Keeps an attempt that is paid for.</summary>
    public static ValueTask NoteAsync(WorkerServices services, Backoff backoff) => services.Nonces.NoteAnswerAsync(
        KeptPurpose(services), services.Options.TopicId, 0, string.Create(CultureInfo.InvariantCulture, $"{backoff.Attempts + 1}{Separator}{services.Client.Time.GetUtcNow().ToUnixTimeSeconds()}"));

    private static string KeptPurpose(WorkerServices services) => $"{services.Role.RegistrationPurpose}-attempts";

    private Backoff Restored(WorkerServices services)
    {
        var backoff = new Backoff(time);
        if (services.Nonces.AnswerOf(KeptPurpose(services), services.Options.TopicId, 0)?.Split(Separator) is [var attempts, var at]
            && int.TryParse(attempts, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            backoff.Restore(count, DateTimeOffset.FromUnixTimeSeconds(seconds));
        }

        return backoff;
    }
}
