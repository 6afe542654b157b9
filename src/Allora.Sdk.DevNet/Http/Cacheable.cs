namespace Allora.Sdk.DevNet.Http;

/// <summary>What a node says of answers that never change.</summary>
internal static class Cacheable
{
    public static HttpReply Mark(HttpReply reply) => reply with { Headers = [.. reply.Headers, new("Cache-Control", "public, max-age=86400")] };
}
