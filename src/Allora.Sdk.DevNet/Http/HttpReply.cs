namespace Allora.Sdk.DevNet.Http;

/// <summary>A whole HTTP answer, so that faults can spoil it before it leaves.</summary>
internal sealed record HttpReply(int Status, string ContentType, byte[] Body)
{
    /// <summary>Further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static HttpReply Json(int status, byte[] body) => new(status, "application/json", body);

    public static HttpReply Text(int status, string text) => new(status, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(text));
}
