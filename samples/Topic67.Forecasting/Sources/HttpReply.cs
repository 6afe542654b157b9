using System.Net;
using System.Text;
using Allora.Sdk;

namespace Topic67.Forecasting.Sources;

/// <summary>An answer: its status, its bytes, a requested pause if any, and the source's clock.</summary>
internal sealed record HttpReply(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter, DateTimeOffset? ServerTime)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>
    /// The beginning of the body, for messages. The secrets that were sent are removed before the text is cut, so that no part of them remains.
    /// </summary>
    /// <param name="secrets">The key, and the secrets of the address.</param>
    public string Excerpt(IEnumerable<string> secrets)
    {
        var text = Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 4 * Longest)));
        text = SafeText.Without(text, secrets);
        text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length <= Longest ? text : text[..Longest];
    }

    private const int Longest = 200;
}
