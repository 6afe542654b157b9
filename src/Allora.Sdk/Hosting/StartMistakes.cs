using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Wallets;
using Microsoft.Extensions.Options;

namespace Allora.Sdk.Hosting;

/// <summary>
/// The mistakes of a configuration that end a host: wrong options, no wallet, an unreadable key, a node of another chain, a journal that another process
/// holds. Collected while <see cref="Microsoft.Extensions.DependencyInjection.AlloraHostExtensions.RunAlloraAsync"/> runs the host; otherwise they are exceptions.
/// </summary>
internal sealed class StartMistakes
{
    private readonly Lock _lock = new();
    private readonly List<string> _sentences = [];

    /// <summary>Whether somebody reports them: services that meet one stop the host and do not throw.</summary>
    public bool IsCollecting { get; private set; }

    /// <summary>The mistakes so far, each once.</summary>
    public IReadOnlyList<string> Sentences
    {
        get
        {
            lock (_lock)
                return [.. _sentences.Distinct(StringComparer.Ordinal)];
        }
    }

    public void Collect() => IsCollecting = true;

    /// <summary>Adds the sentences of an exception; false if it is not a mistake of the configuration.</summary>
    public bool Add(Exception exception)
    {
        var sentences = Of(exception);
        lock (_lock)
            _sentences.AddRange(sentences);
        return sentences.Count > 0;
    }

    private static IReadOnlyList<string> Of(Exception exception) => exception switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        AggregateException { InnerExceptions: var several } when several.All(static one => Of(one).Count > 0) => [.. several.SelectMany(Of)],
        WalletException or JournalException => [exception.Message],
        AlloraException { Reason: AlloraErrorReason.WrongChain or AlloraErrorReason.InvalidConfiguration or AlloraErrorReason.InvalidRequest } => [exception.Message],
        // No wallet, two workers for one topic, a model whose own services are missing.
        InvalidOperationException or ArgumentException => [exception.Message],
        _ => [],
    };
}
