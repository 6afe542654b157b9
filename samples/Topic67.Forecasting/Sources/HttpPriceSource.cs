using System.Globalization;
using System.Text.Json;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>
/// A source that is read page by page, the newest first: if a rate limit is reached, the fetched part is the one that a forecast needs.
/// </summary>
public abstract class HttpPriceSource : IPriceSource, IDisposable
{
    private readonly HttpFetcher _fetcher;
    private readonly SourceAddress _address;

    private protected HttpPriceSource(string name, string publicAddress, HttpSourceOptions? options, string? key = null)
    {
        Name = name;
        Options = options ?? new HttpSourceOptions();
        _address = new SourceAddress(Options.BaseAddress ?? new Uri(publicAddress), key);
        _fetcher = new HttpFetcher(name, Options, _address, Inspect);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsSimulated => false;

    private protected HttpSourceOptions Options { get; }

    private protected abstract TimeSpan PublicPageInterval { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fetcher.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public async Task<PriceBatch> GetBarsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var now = Options.Time.GetUtcNow();
        var first = Hours.Containing(from.AddTicks(TimeSpan.TicksPerHour - 1));
        var end = Math.Min(Hours.Containing(until.AddTicks(TimeSpan.TicksPerHour - 1)), Hours.NewestClosed(now) + 1);
        if (end <= first)
            throw new PriceSourceException(PriceFault.NoData, $"No bar from {from:u} to {until:u} has closed yet.");
        var merge = new BarMerge();
        var warnings = new List<string>();
        var incomplete = await FetchAsync(Pages(first, end), merge, warnings, cancellationToken).ConfigureAwait(false);
        if (merge.LeftOut is { } leftOut)
            warnings.Add($"{Name}: {leftOut}");
        var batch = PriceBatch.Of(Name, merge.Bars, Hours.Label(first), Hours.Label(end), warnings);
        if (batch.Bars.Count == 0)
            throw new PriceSourceException(PriceFault.NoData, $"{Name} has no bar from {from:u} to {until:u}.");
        return batch with { Incomplete = incomplete ?? Shortfall(batch, first) };
    }

    /// <summary>The beginning of an answer, for messages.</summary>
    private protected string Excerpt(HttpReply reply) => reply.Excerpt(_address.Secrets);

    /// <summary>The pages that cover [from, until), the newest first.</summary>
    private protected abstract IEnumerable<(int From, int Until)> Pages(int from, int until);

    /// <summary>The request for a page, below the base address.</summary>
    private protected abstract string Request(int from, int until);

    /// <summary>The bars of an answer, in any order.</summary>
    private protected abstract BarPage Parse(JsonElement answer);

    /// <summary>A fault that the source reports in its own format; null to use the status.</summary>
    private protected virtual PriceSourceException? Inspect(HttpReply reply) => null;

    /// <summary>Warnings beside a result.</summary>
    private protected virtual IEnumerable<string> Notes(HttpReply reply) => [];

    /// <summary>Why a batch without a fault lacks its older part, for a source with a short history.</summary>
    private protected virtual string? Shortfall(PriceBatch batch, int first) => null;

    private protected static IEnumerable<(int From, int Until)> Backwards(int from, int until, int hours)
    {
        for (var end = until; end > from; end -= hours)
            yield return (Math.Max(from, end - hours), end);
    }

    private protected static string Iso(int hour) => Hours.Label(hour).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private async Task<string?> FetchAsync(
        IEnumerable<(int From, int Until)> pages, BarMerge merge, List<string> warnings, CancellationToken cancellationToken)
    {
        var asked = 0;
        foreach (var (from, until) in pages)
        {
            try
            {
                if (asked++ > 0)
                    await Task.Delay(Options.PageInterval ?? PublicPageInterval, Options.Time, cancellationToken).ConfigureAwait(false);
                var reply = await _fetcher.GetAsync(_address.Of(Request(from, until)), cancellationToken).ConfigureAwait(false);
                warnings.AddRange(Notes(reply).Where(note => !warnings.Contains(note)));
                merge.AddPage(Parse(reply), AsOf(reply, warnings));
            }
            catch (PriceSourceException e) when (e.IsTransient && merge.Count > 0)
            {
                return e.Message;
            }
        }

        return null;
    }

    private BarPage Parse(HttpReply reply)
    {
        try
        {
            using var answer = JsonDocument.Parse(reply.Body);
            return Parse(answer.RootElement);
        }
        catch (Exception e) when (JsonBars.IsOtherFormat(e))
        {
            throw new PriceSourceException(
                PriceFault.BadData, $"{Name} returned data in an undocumented format: {Excerpt(reply)}", e);
        }
    }

    // A bar counts as closed if it is by both clocks: if our clock is ahead, an unfinished bar would be used.
    private DateTimeOffset AsOf(HttpReply reply, List<string> warnings)
    {
        var now = Options.Time.GetUtcNow();
        if (reply.ServerTime is not { } theirs)
            return now;
        var skew = now - theirs;
        if (skew.Duration() > Options.SkewTolerance && !warnings.Exists(w => w.Contains("clock", StringComparison.Ordinal)))
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture, $"This machine's clock is {skew.TotalSeconds:0} s ahead of {Name}'s (negative: behind)."));
        }

        return theirs < now ? theirs : now;
    }
}
