using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Requests;

namespace Allora.Sdk.DevNet.Control;

/// <summary>Answers one control connection, line by line and in order.</summary>
internal static class ControlConnection
{
    private const int MaxLine = 64 * 1024;

    public static async Task ServeAsync(Stream stream, ControlCommands commands, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var reply = await AnswerAsync(line, commands, cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(reply.ToJsonString() + "\n"), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<JsonObject> AnswerAsync(string line, ControlCommands commands, CancellationToken cancellationToken)
    {
        JsonNode? id = null;
        JsonObject reply;
        try
        {
            if (line.Length > MaxLine)
                throw new FormatException($"a line has at most {MaxLine} characters");
            using var document = JsonDocument.Parse(line);
            var request = ControlRequest.Parse(document);
            id = request.Id is { } given ? JsonNode.Parse(given.GetRawText()) : null;
            reply = await commands.RunAsync(request, cancellationToken).ConfigureAwait(false);
            reply.Insert(0, "ok", true);
        }
        catch (Exception refused) when (refused is FormatException or JsonException or ArgumentException or IOException)
        {
            reply = new JsonObject { ["ok"] = false, ["error"] = refused.Message };
        }

        if (id is not null)
            reply.Insert(0, "id", id);
        return reply;
    }
}
