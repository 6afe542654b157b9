using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Allora.Architecture.Tests.Metadata;

/// <summary>Reads the string literals of an assembly's code, constants of fields included.</summary>
internal sealed class LiteralReader(PEReader image, MetadataReader metadata, SourceFiles files)
{
    public IEnumerable<Literal> Read()
    {
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0 || files.Of(handle) is not { } file)
            {
                continue;
            }

            var member = TypeNames.FullName(metadata, method.GetDeclaringType()) + "." + metadata.GetString(method.Name);
            foreach (var (kind, token) in IlTokens.Read(image.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
            {
                if (kind == OperandType.InlineString)
                {
                    yield return new Literal(file, member, metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(token)));
                }
            }

        }

        foreach (var handle in metadata.FieldDefinitions)
        {
            var field = metadata.GetFieldDefinition(handle);
            if (field.GetDefaultValue() is { IsNil: false } value && metadata.GetConstant(value) is { TypeCode: ConstantTypeCode.String } constant)
            {
                var owner = field.GetDeclaringType();
                var text = metadata.GetBlobReader(constant.Value);
                foreach (var file in files.Of(owner))
                {
                    yield return new Literal(file, TypeNames.FullName(metadata, owner) + "." + metadata.GetString(field.Name), text.ReadUTF16(text.RemainingBytes));
                    text.Reset();
                }
            }
        }

        foreach (var literal in Utf8Literals())
        {
            yield return literal;
        }
    }

    // "..."u8 is a field of raw data in <PrivateImplementationDetails>, read by whoever uses its text.
    private IEnumerable<Literal> Utf8Literals()
    {
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0 || files.Of(handle) is not { } file)
            {
                continue;
            }

            foreach (var (kind, token) in IlTokens.Read(image.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
            {
                if (kind == OperandType.InlineField && IlTokens.Entity(token) is { Kind: HandleKind.FieldDefinition } entity)
                {
                    var field = metadata.GetFieldDefinition((FieldDefinitionHandle)entity);
                    var address = field.GetRelativeVirtualAddress();
                    if (address != 0 && Data(field, address) is { } text)
                    {
                        yield return new Literal(file, TypeNames.FullName(metadata, method.GetDeclaringType()) + "." + metadata.GetString(method.Name), text);
                    }
                }
            }
        }
    }

    private string? Data(FieldDefinition field, int address)
    {
        var types = new SignatureTypes();
        field.DecodeSignature(types, null);
        if (types.Found is not [{ Kind: HandleKind.TypeDefinition } type])
        {
            return null;
        }

        var size = metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetLayout().Size;
        var data = image.GetSectionData(address).GetContent(0, size);
        return System.Text.Encoding.UTF8.GetString(data.AsSpan()).TrimEnd('\0');
    }
}
