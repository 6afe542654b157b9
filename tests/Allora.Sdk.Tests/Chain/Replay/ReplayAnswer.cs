using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Replay;

/// <summary>What the replaying server answers a call with.</summary>
internal sealed record ReplayAnswer
{
    public StatusCode Status { get; private init; }

    public string Message { get; private init; } = "";

    public byte[] Body { get; private init; } = [];

    public string? Height { get; private init; }

    /// <summary>An HTTP status instead of a gRPC answer, as gateways give.</summary>
    public int? HttpStatus { get; private init; }

    /// <summary>No answer: the request is held until the client gives up.</summary>
    public bool Hangs { get; private init; }

    /// <summary>The connection is cut instead of an answer.</summary>
    public bool Cuts { get; private init; }

    /// <summary>The server takes its leave of the connection (GOAWAY) with this answer.</summary>
    public bool GoesAway { get; init; }

    public static ReplayAnswer Never { get; } = new() { Hangs = true };

    public static ReplayAnswer Cut { get; } = new() { Cuts = true };

    public static ReplayAnswer Reply(byte[] body, string? height = "58") => new() { Body = body, Height = height };

    public static ReplayAnswer Reply(Google.Protobuf.IMessage message, string? height = "58") =>
        Reply(Google.Protobuf.MessageExtensions.ToByteArray(message), height);

    public static ReplayAnswer Fail(StatusCode status, string message) => new() { Status = status, Message = message };

    public static ReplayAnswer UnknownService(string service) => Fail(StatusCode.Unimplemented, $"unknown service {service}");

    public static ReplayAnswer Http(int status) => new() { HttpStatus = status };
}
