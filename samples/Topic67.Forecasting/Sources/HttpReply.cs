using System.Net;
using System.Text;

namespace Topic67.Forecasting.Sources;

/// <summary>An answer: its status, its bytes, a requested pause if any, and the source's clock.</summary>
internal sealed record HttpReply(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter, DateTimeOffset? ServerTime)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>
    /// The beginning of the body, for messages. The key is removed before the text is cut, so that no part of it remains.
    /// </summary>
    public string Excerpt(string? key = null)
    {
        var text = Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 4 * Longest)));
        if (key is not null)
            text = text.Replace(key, "***", StringComparison.OrdinalIgnoreCase);
        text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length <= Longest ? text : text[..Longest];
    }

    private const int Longest = 200;
}
