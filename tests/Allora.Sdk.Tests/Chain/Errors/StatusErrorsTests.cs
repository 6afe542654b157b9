using Allora.Sdk.Chain.Errors;
using Grpc.Core;

namespace Allora.Sdk.Tests.Chain.Errors;

public class StatusErrorsTests
{
    [Theory]
    [InlineData(StatusCode.Unavailable, "upstream connect error", AlloraErrorReason.Unavailable, true)]
    [InlineData(StatusCode.Cancelled, "Bad gRPC response. Invalid content-type value: text/html", AlloraErrorReason.Unavailable, true)]
    [InlineData(StatusCode.ResourceExhausted, "slow down", AlloraErrorReason.RateLimited, true)]
    [InlineData(StatusCode.DeadlineExceeded, "", AlloraErrorReason.Timeout, true)]
    [InlineData(StatusCode.Unauthenticated, "no key", AlloraErrorReason.AccessDenied, false)]
    [InlineData(StatusCode.PermissionDenied, "Bad gRPC response. HTTP status code: 403", AlloraErrorReason.AccessDenied, false)]
    [InlineData(StatusCode.Unavailable, "Bad gRPC response. HTTP status code: 429", AlloraErrorReason.RateLimited, true)]
    [InlineData(StatusCode.Unimplemented, "Bad gRPC response. HTTP status code: 404", AlloraErrorReason.Unavailable, true)]
    [InlineData(StatusCode.Unavailable, "Bad gRPC response. HTTP status code: 503", AlloraErrorReason.Unavailable, true)]
    [InlineData(StatusCode.Unimplemented, "unknown service emissions.v10.QueryService", AlloraErrorReason.WrongSchema, true)]
    [InlineData(StatusCode.Unimplemented, "", AlloraErrorReason.Unavailable, true)]
    [InlineData(StatusCode.NotFound, "latest input inference not found for topic 2 worker allo1", AlloraErrorReason.NotFound, false)]
    [InlineData(StatusCode.Unknown, "collections: not found: key '67' of type emissions.v3.Inference", AlloraErrorReason.NotFound, false)]
    [InlineData(StatusCode.InvalidArgument, "invalid denom: !!", AlloraErrorReason.InvalidRequest, false)]
    [InlineData(StatusCode.OutOfRange, "", AlloraErrorReason.InvalidRequest, false)]
    [InlineData(StatusCode.Internal, "panic", AlloraErrorReason.Unknown, true)]
    [InlineData(StatusCode.Aborted, "", AlloraErrorReason.Unknown, true)]
    [InlineData(StatusCode.DataLoss, "", AlloraErrorReason.Unknown, true)]
    [InlineData(StatusCode.ResourceExhausted, "grpc: received message larger than max (9000000 vs. 4194304)", AlloraErrorReason.ReplyTooLarge, false)]
    [InlineData(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.", AlloraErrorReason.ReplyTooLarge, false)]
    [InlineData(StatusCode.Unknown, "something new", AlloraErrorReason.Unknown, false)]
    public void A_status_has_a_reason(StatusCode status, string text, AlloraErrorReason reason, bool transient)
    {
        var cause = new RpcException(new Status(status, text));

        var failure = StatusErrors.From(cause, "Ask");

        Assert.Equal((reason, transient, status), (failure.Reason, failure.IsTransient, failure.Status));
        Assert.Null(failure.ChainError);
        Assert.Same(cause, failure.InnerException);
        Assert.StartsWith("Ask: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_of_the_client_side_is_one_of_transport()
    {
        var cause = new HttpRequestException("Connection refused (x:1)");

        var failure = StatusErrors.From(new RpcException(new Status(StatusCode.Internal, "Error starting gRPC call.", cause)), "Ask");

        Assert.Equal((AlloraErrorReason.Transport, true), (failure.Reason, failure.IsTransient));
        Assert.Equal("Ask: cannot reach the endpoint: Connection refused (x:1)", failure.Message);
    }
}
